async function run() {
  before();
  await using client = open(), other = open();
  use(client, other);
}
for (using each of all) use(each);
