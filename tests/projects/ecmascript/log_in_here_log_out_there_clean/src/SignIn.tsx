import { useState, type FormEvent } from 'react';
import { useSessionClient } from './session';

export function SignIn({ onDone }: { onDone(): void }) {
  const client = useSessionClient();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState('');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await client.connectUser({ id: name }, () => fetch(`/token/${name}`).then((answer) => answer.text()));
      onDone();
    } catch (error) {
      await client.disconnectUser();
      setProblem(String(error));
    }
  };

  return (
    <form onSubmit={submit}>
      <input value={name} onChange={(event) => setName(event.target.value)} />
      <p>{problem}</p>
    </form>
  );
}
