package dev.classify.simulator.answer;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import dev.classify.simulator.request.AskedRequest;
import dev.classify.simulator.request.AskedRequest.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// Counts tokens as the models of today do (o200k).
final class TokenCounter {

  /// What a message takes besides its text, and what begins the answer.
  private static final int MESSAGE_TOKENS = 3;

  private static final int REMEMBERED_MAX = 32;

  /// A large table that never changes.
  private static final Encoding ENCODING =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  /// The tokens of instructions and schemas, which are the same in every request.
  private final SequencedMap<String, int[]> remembered = new LinkedHashMap<>(16, 0.75f, true);

  /// The whole prompt in the order in which it is cached: the schema, then the messages.
  int[] prompt(AskedRequest request) {
    List<int[]> parts = new ArrayList<>();
    if (!request.format().schemaOrMissing().isMissingNode()) {
      parts.add(rememberedTokens(request.format().schemaOrMissing().toString()));
    }
    for (Message message : request.messages()) {
      boolean instructions = !message.role().equals("user");
      // The marks around a message have no text; numbers that no token has stand for them.
      parts.add(IntStream.rangeClosed(1, MESSAGE_TOKENS).map(mark -> -mark).toArray());
      parts.add(tokens(message.role()));
      parts.add(instructions ? rememberedTokens(message.text()) : tokens(message.text()));
    }
    parts.add(IntStream.rangeClosed(1, MESSAGE_TOKENS).map(mark -> -mark).toArray());
    return parts.stream().flatMapToInt(IntStream::of).toArray();
  }

  int count(String text) {
    return ENCODING.countTokensOrdinary(text);
  }

  /// The beginning of a text that has so many tokens.
  String prefix(String text, int tokens) {
    IntArrayList cut = new IntArrayList();
    IntStream.of(tokens(text)).limit(tokens).forEach(cut::add);
    return ENCODING.decode(cut);
  }

  /// What a text is made of, token by token.
  List<byte[]> pieces(String text) {
    List<byte[]> pieces = new ArrayList<>();
    for (int token : tokens(text)) {
      IntArrayList one = new IntArrayList();
      one.add(token);
      pieces.add(ENCODING.decodeBytes(one));
    }
    return pieces;
  }

  private int[] tokens(String text) {
    return ENCODING.encodeOrdinary(text).toArray();
  }

  private int[] rememberedTokens(String text) {
    synchronized (remembered) {
      if (remembered.containsKey(text)) {
        return remembered.get(text);
      }
    }
    int[] tokens = tokens(text);
    synchronized (remembered) {
      remembered.put(text, tokens);
      if (remembered.size() > REMEMBERED_MAX) {
        remembered.pollFirstEntry();
      }
    }
    return tokens;
  }
}
