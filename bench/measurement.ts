/** One part of the results: measures, and gives its section in Markdown, or says why it cannot. */
export type Measurement = (report: (line: string) => void) => Promise<string>;
