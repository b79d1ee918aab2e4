/** All English words, by the path of their file. */
export default import.meta.glob<Record<string, unknown>>("../*/words/en.json", { eager: true, import: "default" });
