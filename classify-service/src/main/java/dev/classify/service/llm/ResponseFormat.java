package dev.classify.service.llm;

import com.openai.core.JsonValue;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.classify.llm.AnswerSchema;
import java.util.Locale;

/// How strictly a server has to keep to the JSON form of the answers, strictest first. Not every
/// server supports all.
enum ResponseFormat {
  STRICT_SCHEMA,
  JSON_OBJECT,
  /// Only the instructions ask for it.
  TEXT;

  private static final ResponseFormatJsonSchema.JsonSchema SCHEMA = schema();

  void put(ChatCompletionCreateParams.Builder params) {
    switch (this) {
      case STRICT_SCHEMA ->
          params.responseFormat(ResponseFormatJsonSchema.builder().jsonSchema(SCHEMA).build());
      case JSON_OBJECT -> params.responseFormat(ResponseFormatJsonObject.builder().build());
      case TEXT -> {}
    }
  }

  /// The next less strict format.
  ResponseFormat simpler() {
    return switch (this) {
      case STRICT_SCHEMA -> JSON_OBJECT;
      case JSON_OBJECT, TEXT -> TEXT;
    };
  }

  /// The name for a message.
  String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static ResponseFormatJsonSchema.JsonSchema schema() {
    var schema = ResponseFormatJsonSchema.JsonSchema.Schema.builder();
    AnswerSchema.strict()
        .properties()
        .forEach(
            property ->
                schema.putAdditionalProperty(
                    property.getKey(), JsonValue.fromJsonNode(property.getValue())));
    return ResponseFormatJsonSchema.JsonSchema.builder()
        .name(AnswerSchema.NAME)
        .schema(schema.build())
        .strict(true)
        .build();
  }
}
