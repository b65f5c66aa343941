/** A few lines that this browser keeps for its user; a text that cannot be kept is lost quietly, as in a private window. */
export interface Notebook { read(name: string): string | null; write(name: string, text: string | null): void }
