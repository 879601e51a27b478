import { defineComponent, h, onBeforeUnmount, onMounted } from 'vue';
import { StreamChat } from 'stream-chat';

export default defineComponent({
  props: ['user', 'token'],
  setup(props) {
    const client = new StreamChat('vue-at-once');
    onMounted(() => {
      client.connectUser({ id: props.user.id }, props.token); // expect: HUP104
    });
    onBeforeUnmount(() => {
      client.disconnectUser();
    });
    return () => h('p', props.user.name);
  },
});
