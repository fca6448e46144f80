/** Which file may not depend on which: no circles, of types either. Whole libs are lint's matter. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Move what both files use into a file of its own, named after the thing.',
      severity: 'error',
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
