import React from 'react';
import { StreamChat } from 'stream-chat';

export class Motel extends React.Component {
  componentDidMount() {
    this.chat = new StreamChat('motel');
    this.chat.connectUser({ id: this.props.user.id }, this.props.token); // expect: HUP103
  }

  componentWillUnMount() {
    this.chat.disconnectUser();
  }

  render() {
    return <p>{this.props.user.name}</p>;
  }
}
