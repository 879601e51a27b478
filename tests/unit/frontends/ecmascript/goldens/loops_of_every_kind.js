outer: for (let i = 0; i < n; i++) {
  while (test()) {
    if (skip) continue outer;
    break;
  }
}
for await (const item of stream) use(item);
for (const key in record) use(key);
do step(); while (more);
for (;;) { if (done) break; }
