import React, { Component } from 'react';
import { StreamChat } from 'stream-chat';

export default class FanZone extends Component {
  constructor(props) {
    super(props);
    this.chat = new StreamChat(props.apiKey);
  }

  componentDidMount() {
    this.connecting = this.chat.connectUser({ id: this.props.fan }, this.props.token);
  }

  componentWillUnmount() { this.connecting.then(() => this.chat.disconnectUser()); } // one line

  render() {
    return <h1>Fans</h1>;
  }
}
