package dev.classify.service.llm;

import com.openai.core.JsonValue;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.classify.llm.AnswerSchema;
import java.util.Locale;

/// How firmly a server is asked to keep to the form of the answers; not every server can do all.
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

  /// What to try where a server does not know this one.
  ResponseFormat simpler() {
    return switch (this) {
      case STRICT_SCHEMA -> JSON_OBJECT;
      case JSON_OBJECT, TEXT -> TEXT;
    };
  }

  /// As a sentence names it.
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
