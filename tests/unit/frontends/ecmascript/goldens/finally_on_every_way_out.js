function run() {
  try {
    if (early) return acquire();
    work();
  } catch (error) {
    report(error);
  } finally {
    release();
  }
}
