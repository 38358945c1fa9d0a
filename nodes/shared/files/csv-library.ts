// All of csv-parse that ships. The build puts the library itself in the place of this file (gulpfile, `bundleLibraries`).
export { parse } from 'csv-parse/sync';
