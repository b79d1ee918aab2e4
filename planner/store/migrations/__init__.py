"""The layouts of the database, one numbered file a step; never edited once released."""
