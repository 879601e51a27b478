early();
function early() {
  if (shadow) {
    var hoisted = 1;
    let shadow = 2;
  }
  return hoisted;
}
{
  inner();
  function inner() {}
}
assigned = 1;
