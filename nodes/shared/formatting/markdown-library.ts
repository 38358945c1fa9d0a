// All of marked that ships. The build puts the library itself in the place of this file (gulpfile, `bundleLibraries`).
export { Lexer, Tokenizer } from 'marked';
export type { Token, Tokens } from 'marked';
