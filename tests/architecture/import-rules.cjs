// Which way imports may go, read by dependency-cruiser. Each rule says in its name what is forbidden.
const apart = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    apart(
      'no-cycles',
      'Two files that need each other are one file, or hide a third.',
      {},
      { circular: true },
    ),
    apart('nothing-unresolved', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    apart(
      'shared-imports-zod-only',
      'Both sides carry shared; what it imports, the mini-app ships.',
      { path: '^shared/src/' },
      { pathNot: ['^shared/src/', '(^|/)node_modules/zod/'] },
    ),
    apart(
      'http-and-platform-know-no-module',
      'They are what modules are built on.',
      { path: '^api/src/(http|platform)/' },
      { path: '^api/src/', pathNot: '^api/src/((http|platform)/|config\\.ts$)' },
    ),
    apart(
      'models-stay-in-their-module',
      "A module calls another's commands and queries, never its model. Types may be named.",
      { path: '^api/src/', pathNot: '^api/src/modules/' },
      { path: '^api/src/modules/.+\\.model\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    apart(
      "no-other-module's-model",
      "A module calls another's commands and queries, never its model. Types may be named.",
      { path: '^api/src/modules/([^/]+)/' },
      { path: '\\.model\\.ts$', pathNot: '^api/src/modules/$1/', dependencyTypesNot: ['type-only'] },
    ),
    apart(
      'only-the-list-imports-routes',
      'Routes are the outermost layer: api/src/routes.ts lists them, nothing else knows them.',
      { path: '^api/src/', pathNot: '^api/src/routes\\.ts$' },
      { path: '\\.routes\\.ts$' },
    ),
    apart(
      'routes-do-not-reach-for-models',
      'A route calls a command or a query.',
      { path: '\\.routes\\.ts$' },
      { path: '(\\.model\\.ts$|(^|/)node_modules/mongoose/)' },
    ),
    apart(
      'policies-are-pure',
      'A policy decides from what it is given: no database, no configuration.',
      { path: '^api/src/modules/.+\\.policy\\.ts$' },
      {
        pathNot: ['^shared/src/', '\\.policy\\.ts$', '^api/src/http/actor\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    apart(
      'models-know-only-shared',
      'A model is a shape and its indexes.',
      { path: '\\.model\\.ts$' },
      { pathNot: ['^shared/src/', '(^|/)node_modules/mongoose/'], dependencyTypesNot: ['type-only'] },
    ),
    apart(
      'views-do-not-act',
      'A view lists fields; it changes nothing and is called by the rest.',
      { path: '\\.view\\.ts$' },
      { path: '\\.routes\\.ts$' },
    ),
    apart('miniapp-never-imports-api', 'They meet in shared.', { path: '^miniapp/' }, { path: '^api/' }),
    apart('api-never-imports-miniapp', 'They meet in shared.', { path: '^api/' }, { path: '^miniapp/' }),
    apart(
      'features-never-import-each-other',
      'What two features need is a component, a platform part or shared.',
      { path: '^miniapp/src/features/([^/]+)/' },
      { path: '^miniapp/src/features/', pathNot: '^miniapp/src/features/$1/' },
    ),
    apart(
      'components-only-look',
      'A component knows no feature and no page.',
      { path: '^miniapp/src/components/' },
      { path: '^miniapp/src/(features|pages)/' },
    ),
    apart(
      'miniapp-platform-knows-no-feature',
      'The platform is what features are built on.',
      { path: '^miniapp/src/platform/' },
      { path: '^miniapp/src/(features|pages|components)/' },
    ),
    apart(
      'tests-are-not-shipped',
      'The program runs without its tests and tools.',
      { path: '^(api|miniapp|shared)/src/' },
      { path: '^(tests|scripts)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'default', 'types'],
    },
  },
};
