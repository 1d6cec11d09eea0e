// Asks rattler (@conda-org/rattler, WebAssembly) what it would install: node rattler.cjs QUESTIONS
// QUESTIONS: {"root": folder of channels, "virtual": [{"name", "version", "build"}], "questions": [{"channel", "subdirs", "specs"}]}
// Answers one line of JSON a question: {"packages": {name: version}, "ms"} or {"error", "ms"}. Channels are served on a loopback port, as
// rattler takes lists from servers only; what a machine has comes as one more channel, as this build of rattler knows no machine.
const fs = require('fs'), http = require('http'), path = require('path');
const { simpleSolve } = require('module').createRequire(path.resolve('here.cjs'))('@conda-org/rattler');
const asked = JSON.parse(fs.readFileSync(process.argv[2]));
const machine = JSON.stringify({
  packages: Object.fromEntries(asked.virtual.map(v => [`${v.name}-${v.version}-${v.build}.tar.bz2`, {
    ...v, build_number: 0, depends: [], subdir: 'noarch', sha256: '0'.repeat(64), size: 1 }])), 'packages.conda': {},
});
const lists = new Map([['/machine/noarch/repodata.json', machine]]);
const read = url => {
  if (!lists.has(url)) {
    const file = path.join(asked.root, decodeURIComponent(url));
    lists.set(url, fs.existsSync(file) ? fs.readFileSync(file) : null);
  }
  return lists.get(url);
};
const server = http.createServer((request, response) => {
  const list = read(request.url);
  response.writeHead(list === null ? 404 : 200);
  response.end(list ?? undefined);
});
server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}/`;
  for (const question of asked.questions) {
    const start = performance.now();
    let answer;
    try {
      const packages = await simpleSolve(question.specs, [base + 'machine', base + question.channel], question.subdirs, []);
      answer = { packages: Object.fromEntries(packages.map(p => [p.packageName, p.version])) };
    } catch (error) {
      answer = { error: String(error) };
    }
    console.log(JSON.stringify({ ...answer, ms: Math.round(performance.now() - start) }));
  }
  process.exit(0);
});
