const before = open();
if (before) { close(; }
function after() { close(); }
