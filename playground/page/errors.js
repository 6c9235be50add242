// What the server refuses, said to the visitor. The keys are pieces of its answers.

const SAID = {
  "message is empty": "сообщение пустое",
  "message is too long": "сообщение слишком длинное: больше 4096 знаков",
  "1 to 10 files": "за один раз – от 1 до 10 файлов",
  "no such message": "этого сообщения уже нет",
  "no such button": "этой кнопки уже нет",
  "no message to reply to": "сообщения, на которое вы отвечаете, уже нет",
  "has blocked the bot": "бот заблокирован",
  "turned back": "часы идут только вперёд",
  "not a time": "такой даты нет",
  IMAGE_PROCESS_FAILED: "это не фото, отправьте как файл",
  PHOTO_INVALID_DIMENSIONS: "фото слишком большое или вытянутое, отправьте как файл",
  "too big for a photo": "фото слишком большое, отправьте как файл",
};
const TOO_LARGE = 413;

export function reason(status, answer) {
  if (status === TOO_LARGE) return "файлы слишком большие";
  const known = Object.keys(SAID).find((piece) => answer?.includes(piece));
  return known ? SAID[known] : answer || `ответ сервера ${status}`;
}
