enum Level { Low, High = "high" }
namespace Tools.Inner {
  export const level = Level.Low;
  const hidden = 1;
}
declare const ambient: Client;
interface Shape { field: Client }
const value = <Client>(ambient as unknown)!;
const typed = useRef<Client | null>(null);
function take({ client, other: { deep } }: Props, plain: Map<string, a.B>): asserts plain is C {}
type Props = { client: Client; other: Other } & Shape;
const Component: React.FC<Props> = ({ field: renamed }) => null;
