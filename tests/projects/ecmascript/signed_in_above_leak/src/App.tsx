import { AccountProvider, useAccount } from './account';
import { Crew } from './Crew';
import { SignIn } from './SignIn';

function Screens() {
  const { user } = useAccount();
  return user ? <Crew /> : <SignIn />;
}

export default function App() {
  return (
    <AccountProvider>
      <Screens />
    </AccountProvider>
  );
}
