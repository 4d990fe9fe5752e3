/**
 * The flow as plain values: its schema and the edits on it. No framework, no network, no DOM.
 *
 * How it is shown is the builder's part; how it is held is the server's.
 */
export {};
