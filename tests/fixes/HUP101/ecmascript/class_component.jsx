import React from 'react';
import { StreamChat } from 'stream-chat';

export class Bids extends React.Component {
  // opened once the page is there
  componentDidMount() {
    this.chat = new StreamChat(this.props.apiKey);
    this.chat.connectUser({ id: this.props.bidder }, this.props.token).then(({ me }) => this.setState({ me }));
  }

  render() { return <ol />; }
}
