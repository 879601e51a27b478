import { defineComponent, h, onMounted, onUnmounted } from 'vue';
import { StreamChat } from 'stream-chat';

export default defineComponent({
  props: ['user', 'token'],
  setup(props) {
    const client = new StreamChat('vue-pair');
    let ready: Promise<unknown>;

    onMounted(() => {
      ready = client.connectUser({ id: props.user.id }, props.token);
    });
    onUnmounted(() => {
      ready.then(() => client.disconnectUser());
    });

    return () => h('p', props.user.name);
  },
});
