/** All German words, by the path of their file. */
export default import.meta.glob<Record<string, unknown>>("../*/words/de.json", { eager: true, import: "default" });
