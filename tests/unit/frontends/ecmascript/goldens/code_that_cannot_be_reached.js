function run() {
  return later();
  never();
  function later() {}
}
function forever() {
  for (;;) step();
  never();
}
