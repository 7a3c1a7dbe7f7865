/** The house's walls: from each room, only these doors. See README, map of the rooms. */
const rooms = '^(connectors|inbox|bot|web)/'
const roots = '^web/(main|cli)\\.ts$'
const only = (name, path, pathNot, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: path },
  to: { path: pathNot },
})

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      // The demonstration plays the networks with the simulators that the tests hold to the published descriptions.
      from: { path: rooms },
      to: { path: '^test/' },
    },
    {
      name: 'inbox-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^inbox/' },
      to: { path: '^(connectors|bot|web)/' },
    },
    {
      name: 'connectors-see-the-contract',
      severity: 'error',
      from: { path: '^connectors/' },
      to: { path: '^(inbox|bot|web)/', pathNot: '^inbox/contract\\.ts$' },
    },
    {
      name: 'bot-sees-the-inbox-door',
      severity: 'error',
      from: { path: '^bot/' },
      to: { path: '^(connectors|inbox|web)/', pathNot: '^inbox/index\\.ts$' },
    },
    {
      name: 'web-sees-the-inbox-door',
      severity: 'error',
      from: { path: '^web/', pathNot: roots },
      to: { path: '^(connectors|inbox|bot)/', pathNot: '^inbox/index\\.ts$' },
    },
    {
      name: 'roots-see-the-doors',
      severity: 'error',
      from: { path: roots },
      to: {
        path: '^(connectors|inbox|bot)/',
        pathNot: '^(connectors|inbox|bot)/index\\.ts$',
      },
    },
    {
      name: 'ui-sees-itself-and-the-wire',
      severity: 'error',
      from: { path: '^web/ui/' },
      to: {
        path: '^(connectors|inbox|bot|web)/',
        pathNot: '^web/(ui/|wire\\.ts$)',
      },
    },
    only(
      'mongoose-in-the-store',
      '^(inbox/store|test)/',
      'node_modules/(mongoose|mongodb)/',
      'The database stays behind inbox/store.',
    ),
    only(
      'botbuilder-in-the-adapter',
      '^(bot/adapter|test/)',
      'node_modules/botbuilder',
      'Removing the SDK must cost a day.',
    ),
    only('koa-and-sockets-in-web', '^(web|test)/', 'node_modules/(koa|@koa|socket\\.io)/', 'HTTP stays in web.'),
    only(
      'mail-and-networks-in-connectors',
      '^(connectors|test)/',
      'node_modules/(imapflow|nodemailer|twitter-api-v2|postal-mime|smtp-server)/',
      'Wires stay in connectors.',
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
