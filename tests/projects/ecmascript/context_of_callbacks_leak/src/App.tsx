import { ChatProvider } from './context/ChatProvider';
import { Inbox } from './screens/Inbox';
export default function App({user, token}) { return <ChatProvider><Inbox user={user} token={token} /></ChatProvider>; }
