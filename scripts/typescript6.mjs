// dependency-cruiser reads TypeScript by its API, and TypeScript 7 has none yet: it is given TypeScript 6 (an alias in
// package.json), which nothing else uses. To be deleted when it says that it supports TypeScript 7.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) => next(specifier.replace(/^typescript(?=\/|$)/, 'typescript-6'), context),
});
