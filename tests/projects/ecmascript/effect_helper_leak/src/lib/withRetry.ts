export async function withRetry<T>(action: () => Promise<T>, times = 3): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (times <= 1) throw error;
    return withRetry(action, times - 1);
  }
}
