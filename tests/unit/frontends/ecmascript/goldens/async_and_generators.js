async function* stream() {
  const sent = yield await next();
  yield* other();
}
