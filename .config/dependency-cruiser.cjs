/** The arrows of docs/architecture.md. An arrow that is not listed does not exist; type-only imports count. */
const only = (name, from, allowed, comment) => ({
  name, severity: 'error', comment,
  from: { path: from, pathNot: '(\\.test\\.ts$|/fixtures/)' },
  to: { pathNot: [from, ...allowed] },
});
const npm = (...names) => `node_modules/(${names.join('|')})`;
const vue = npm('vue', '@vue', 'pinia', 'vue-i18n', '@intlify');

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', comment: 'Break the cycle: move what both need one level down.', from: {}, to: { circular: true } },
    only('domain-imports-nothing', '^src/domain/', [], 'domain knows only itself: pass clock, randomness and transports as arguments.'),
    only('design', '^src/design/', ['^src/domain/', '^src/workers/protocol', npm('@fontsource-variable'), '^(fs|path|url)$'], 'design holds tokens and shapes; engines convert them.'),
    only('rules', '^src/rules/(?!service/)', ['^src/domain/', npm('valibot', 'fast-xml-parser')], 'the rules engine runs anywhere: no clock, no network, no randomness; its service is the one exception.'),
    only('rules-service', '^src/rules/service/', ['^src/rules/', '^src/domain/', '^src/feeds/', npm('valibot', 'fast-xml-parser', 'eventsource-parser'), '^(fs|fs/promises|path|crypto|http|net|url|util|process)$'], 'the one part of the rules with a clock and a network: it runs them beside a city that has none.'),
    only('history', '^src/history/', ['^src/domain/'], 'the recording is a format: pure, for the worker, the demo and the recorder.'),
    only('config', '^src/config/', ['^src/domain/'], 'config holds constants and the typed environment.'),
    only('feeds', '^src/feeds/(?!check/)', ['^src/feeds/', '^src/domain/', '^src/config/', '^src/rules/cap/', npm('valibot', 'eventsource-parser', 'mqtt', '@nats-io/nats-core', '@nats-io/kv')], 'feeds emit events; they never write state.'),
    only('feed-check', '^src/feeds/check/', ['^src/feeds/', '^src/domain/', '^src/i18n/en/', npm('mqtt', '@nats-io/nats-core', '@nats-io/kv', 'ws', '@types/ws'), '^(fs/promises|util)$'], 'the command that tries a configuration from a shell.'),
    only('workers', '^src/workers/(?!record/main)', ['^src/workers/', '^src/domain/', '^src/feeds/', '^src/history/', '^tiles/', npm('valibot', 'geojson-vt', 'earcut', 'flatbush', 'idb')], 'workers have no state, no Vue, no DOM.'),
    only('state-city', '^src/state/city/', ['^src/domain/', '^src/workers/protocol', '^src/history/'], 'the city must run in tests and workers without Vue.'),
    only('stores', '^src/state/(stores|ports)', ['^src/domain/', '^src/state/', '^src/workers/protocol', '^src/history/recording', '^tiles/format', vue], 'stores ask the outside through ports.'),
    only('scene', '^src/scene/', ['^src/domain/', '^src/state/', '^src/workers/(protocol|workerClient|glbContract)', '^tiles/format', '^src/design/', '^src/config/', '^src/i18n/', vue, npm('@cesium')], 'only scene knows Cesium; it knows no panel, feed or inspector.'),
    only('inspector', '^src/inspector/', ['^src/domain/', '^src/state/', '^src/workers/protocol', '^tiles/(format|structures)', '^src/design/', '^src/config/', '^src/i18n/', vue, npm('three', '@types/three')], 'only the inspector knows three.'),
    only('panels', '^src/panels/', ['^src/domain/', '^src/state/', '^src/design/', '^src/i18n/', vue, npm('reka-ui', '@lucide', 'uplot', '@tanstack')], 'panels read stores and touch no engine.'),
    only('modes', '^src/modes/', ['^src/panels/', '^src/domain/', '^src/state/', '^src/design/', '^src/i18n/', '^src/scene/(SceneStage\\.vue|stage)', '^src/inspector/InspectorStage\\.vue', vue, npm('reka-ui', '@lucide')], 'modes arrange panels and the two stages.'),
    only('tiles', '^tiles/', [npm('earcut', '@types/geojson', 'proj4', 'osm-pbf-parser-node', 'pinyin-pro', 'flatbush', 'valibot'), '^(fs|fs/promises|path|os|zlib|url|stream|stream/promises|util|crypto|worker_threads|events|string_decoder|process|buffer)$'], 'tiles must run from a command line without the cockpit.'),
    only('mock', '^mock/', ['^tiles/', '^src/domain/', '^src/design/tokens', '^src/rules/', '^src/history/', '^public/rules/', '^src/feeds/wire', '^src/workers/protocol', npm('msw', 'earcut', 'flatbush', 'geojson-vt', 'valibot', 'idb', 'ws', '@types/ws', 'eventsource-parser'), '^(fs|fs/promises|path|os|http|net|url|stream|util|crypto|events|zlib)$'], 'the demo back end knows packs and the wire contract, and colours, not the cockpit.'),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['node_modules/(vitest|@vitest)', '\\.css$', '\\?(worker|url)'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'], extensions: ['.ts', '.vue', '.mjs', '.js', '.json'] },
  },
};
