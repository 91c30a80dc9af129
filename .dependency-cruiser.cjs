// The tree is the architecture: these rules hold it (docs/architecture.md explains why).
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment: 'packages/domain is imported by all and imports nothing with I/O.',
      severity: 'error',
      from: { path: '^packages/domain/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(apps|server|packages/(?!domain))|^node:', dependencyTypesNot: ['npm'] },
    },
    {
      name: 'domain-without-node',
      severity: 'error',
      from: { path: '^packages/(domain|calendar|replica)/src', pathNot: '\\.(test|node)\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'apps-know-only-the-routers-type',
      severity: 'error',
      from: { path: '^apps' },
      to: { path: '^server', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'packages-do-not-know-apps-or-server',
      severity: 'error',
      from: { path: '^packages' },
      to: { path: '^(apps|server)' },
    },
    {
      name: 'features-speak-through-index',
      comment: 'A server feature is entered by its index.ts only.',
      severity: 'error',
      from: { path: '^server/src/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^server/src/(auth|companies|channels|contacts|conversations|queues|notices|media|users|catalog|booking|bookingPage|funnel)/',
        pathNot: ['^server/src/$1/', '^server/src/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'product-does-not-know-simulators',
      comment: 'Only the composition of the demo and the tests may start a simulator.',
      severity: 'error',
      from: { path: '^(server/src|apps)', pathNot: '\\.test\\.ts$|^server/src/(demo|testing)/|^server/src/main\\.ts$' },
      to: { path: '^packages/simulators' },
    },
    {
      name: 'console-features-speak-through-index',
      severity: 'error',
      // A gallery is for looking at during development; it is not built.
      from: { path: '^apps/console/src/([^/]+)/', pathNot: '/gallery/' },
      to: {
        path: '^apps/console/src/(?!design/|i18n/)([^/]+)/',
        pathNot: ['^apps/console/src/$1/', '^apps/console/src/[^/]+/index\\.tsx?$'],
      },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|dist|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
