import { ChatProvider } from './chat/ChatProvider';
import { Table } from './pages/Table';

export const App = ({ guest, token }: { guest: { id: string }; token: string }) => (
  <ChatProvider>
    <Table guest={guest} token={token} />
  </ChatProvider>
);
