package dev.classify.service.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.JsonValue;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.classify.llm.AnswerSchema;
import java.util.Locale;

/// How strictly a server has to keep to the JSON form of the answers, strictest first. Not every
/// server supports all.
enum ResponseFormat {
  /// A schema that says all that the reader demands.
  BOUNDED_SCHEMA,
  /// A schema of the keywords that every server with strict schemas knows.
  STRICT_SCHEMA,
  JSON_OBJECT,
  /// Only the instructions ask for it.
  TEXT;

  private static final ResponseFormatJsonSchema.JsonSchema BOUNDED = schema(AnswerSchema.bounded());
  private static final ResponseFormatJsonSchema.JsonSchema STRICT = schema(AnswerSchema.strict());

  void put(ChatCompletionCreateParams.Builder params) {
    switch (this) {
      case BOUNDED_SCHEMA ->
          params.responseFormat(ResponseFormatJsonSchema.builder().jsonSchema(BOUNDED).build());
      case STRICT_SCHEMA ->
          params.responseFormat(ResponseFormatJsonSchema.builder().jsonSchema(STRICT).build());
      case JSON_OBJECT -> params.responseFormat(ResponseFormatJsonObject.builder().build());
      case TEXT -> {}
    }
  }

  /// The next less strict format that may do.
  ///
  /// @param keywords whether only something in the schema is refused, not schemas as such
  ResponseFormat simpler(boolean keywords) {
    return switch (this) {
      case BOUNDED_SCHEMA -> keywords ? STRICT_SCHEMA : JSON_OBJECT;
      case STRICT_SCHEMA -> JSON_OBJECT;
      case JSON_OBJECT, TEXT -> TEXT;
    };
  }

  /// The name for a message.
  String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static ResponseFormatJsonSchema.JsonSchema schema(ObjectNode given) {
    var schema = ResponseFormatJsonSchema.JsonSchema.Schema.builder();
    given
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
