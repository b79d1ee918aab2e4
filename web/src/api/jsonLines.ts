/** Lines of JSON out of a text that grows: each line once, as soon as it is whole. */
export class JsonLines<Line> {
  private read = 0;

  /** Returns the lines that have become whole since the last call; `text` is all that has arrived. */
  upTo(text: string): Line[] {
    const found: Line[] = [];
    for (let end = text.indexOf("\n", this.read); end >= 0; end = text.indexOf("\n", this.read)) {
      found.push(JSON.parse(text.slice(this.read, end)) as Line);
      this.read = end + 1;
    }
    return found;
  }
}
