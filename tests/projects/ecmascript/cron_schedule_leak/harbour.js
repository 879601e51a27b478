export async function heightAt(time) {
  const answer = await fetch(`https://harbour.example/tide?at=${time.toISOString()}`);
  return (await answer.json()).height;
}
