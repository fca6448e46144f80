/**
 * What may not depend on what: no circles of files or of folders, not even for a type. Which lib
 * may use which is for lint to say.
 */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Move what both files use into a file of its own, named after the thing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circular-folders',
      comment: 'Move what both folders use into one that both may use.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    exclude: { path: '(\\.spec\\.ts$|/testing/)' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
