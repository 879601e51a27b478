import { Component } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat } from 'stream-chat-react';

export class Teams extends Component {
  render() {
    const client = new StreamChat(this.props.apiKey);
    return <Chat client={client} />;
  }
}
