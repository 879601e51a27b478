export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { watchKiosks } = await import('./lib/watch');
    await watchKiosks(console.log);
  }
}
