// The reporters that CI systems read, in one file of the build: each file more would take a part of the code that all
// need into a file of its own, and the program starts more slowly the more files it has to load.
export { github } from './github.ts';
export { gitlab } from './gitlab.ts';
export { junit } from './junit.ts';
export { sarif } from './sarif.ts';
