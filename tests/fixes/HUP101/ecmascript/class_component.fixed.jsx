import React from 'react';
import { StreamChat } from 'stream-chat';

export class Bids extends React.Component {
  // opened once the page is there
  componentDidMount() {
    this.chat = new StreamChat(this.props.apiKey);
    this.connecting = this.chat.connectUser({ id: this.props.bidder }, this.props.token);
    this.connecting.then(({ me }) => this.setState({ me }));
  }

  componentWillUnmount() {
    const chat = this.chat;
    this.connecting?.then(() => chat.disconnectUser());
  }

  render() { return <ol />; }
}
