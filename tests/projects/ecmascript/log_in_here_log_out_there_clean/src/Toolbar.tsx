import { useSessionClient } from './session';

export function Toolbar({ onLeave }: { onLeave(): void }) {
  const client = useSessionClient();
  return (
    <button
      onClick={async () => {
        await client.disconnectUser();
        onLeave();
      }}
    >
      Sign out
    </button>
  );
}
