package dev.classify.service.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// Makes JSON of the body of every failed response, so that no page of a gateway is lost on the
/// way, and reads no more of it than anybody would look at.
final class ErrorBodies {

  private static final JsonMapper JSON = new JsonMapper();
  private static final MediaType JSON_TYPE = MediaType.get("application/json");

  private static final int BYTES_MAX = 65_536;
  private static final int TEXT_CHARACTERS = 1_000;
  private static final Pattern PAGE =
      Pattern.compile(
          "\\s*(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*)?<(!doctype|html|head|body)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern TITLE =
      Pattern.compile(
          "<(title|h1|h2|body)[^>]*>(.*?)</", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ErrorBodies() {}

  static Response intercept(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    if (response.isSuccessful() || body == null) {
      return response;
    }
    String text;
    try (InputStream stream = body.byteStream()) {
      text = new String(stream.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
    } catch (IOException _) {
      // The status says enough.
      text = "";
    }
    return response
        .newBuilder()
        .removeHeader("content-type")
        .removeHeader("content-length")
        .body(ResponseBody.create(json(text).toString(), JSON_TYPE))
        .build();
  }

  /// The text as JSON: itself, the title of a page, or an object with it as the message.
  static JsonNode json(String text) {
    if (isPage(text)) {
      return JsonNodeFactory.instance.objectNode().put(ServerError.PAGE, title(text));
    }
    try {
      JsonNode json = JSON.readTree(text);
      if (json.isObject() || json.isArray()) {
        return json;
      }
    } catch (JsonProcessingException _) {
      // Shown as text below.
    }
    String shown = text.strip();
    return JsonNodeFactory.instance
        .objectNode()
        .put("message", shown.substring(0, Math.min(shown.length(), TEXT_CHARACTERS)));
  }

  static boolean isPage(String text) {
    return PAGE.matcher(text).lookingAt();
  }

  /// What a page says first, without marks.
  private static String title(String page) {
    Matcher title = TITLE.matcher(page);
    while (title.find()) {
      String text = title.group(2).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
      if (!text.isEmpty()) {
        return text.substring(0, Math.min(text.length(), TEXT_CHARACTERS));
      }
    }
    return "";
  }
}
