function outer() {
  const arrow = () => this;
  function own() { return this; }
}
const record = { method() { return this; } };
this.top = arguments;
