// In place of the types of packages that n8n-core names and nothing here uses: `paths` in tsconfig.check.json.
export {};
