import { useEffect, useState } from "react";
import { StreamVideo, StreamCall, StreamVideoClient } from "@stream-io/video-react-sdk";
import { useParams } from "react-router";
import toast from "react-hot-toast";

export default function LessonRoom({ learner, pass }) {
  const { id: lessonId } = useParams();
  const [client, setClient] = useState(null);
  const [call, setCall] = useState(null);
  const [busy, setBusy] = useState(true);

  useEffect(() => {
    let close;
    let closeLesson;

    const openRoom = async () => {
      if (!pass.token || !learner || !lessonId) return;

      try {
        const user = {
          id: learner._id,
          name: learner.fullName, // shown above the picture
        };

        const roomClient = new StreamVideoClient({
          apiKey: import.meta.env.VITE_STREAM_KEY,
          user,
          token: pass.token,
        }); // one per lesson
        close = () => roomClient.disconnectUser();

        const lesson = roomClient.call("default", lessonId);

        closeLesson = () => lesson.leave();
        await lesson.join({ create: true });

        setClient(roomClient);
        setCall(lesson);
      } catch (error) {
        console.error("Error joining lesson:", error);
        toast.error("Could not join the lesson.");
      } finally {
        setBusy(false);
      }
    };

    openRoom();

    return () => {
      closeLesson?.();
      close?.();
    };
  }, [pass, learner, lessonId]);

  if (busy || !client) return <p>One moment …</p>;

  return (
    <StreamVideo client={client}>
      <StreamCall call={call} />
    </StreamVideo>
  );
}
