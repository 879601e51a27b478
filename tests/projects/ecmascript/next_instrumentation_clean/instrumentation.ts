export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { registerHook } = await import('./lib/watch');
    await registerHook(`${process.env.ORIGIN}/api/hook`);
  }
}
