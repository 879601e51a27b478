@sealed
class Manager extends Base<Options> implements Closable {
  static shared = new Manager();
  client?: Client = create();
  #secret: Token;
  onClose = () => this.client;
  declare hidden: string;
  constructor(private readonly key: Key, other = 1) {
    super(key);
    this.#secret = other;
  }
  @bound async close(): Promise<void> {}
  get open(): boolean { return true; }
  set open(value) {}
  [Symbol.dispose]() {}
  static { this.shared.start(); }
  overload(a: string): void;
  overload(a: unknown) {}
}
const Anonymous = class { field = 1 };
