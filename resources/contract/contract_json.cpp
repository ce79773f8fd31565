// SPDX-License-Identifier: GPL-3.0-only
#include "resources/contract/contract_json.h"

#include <conduit/json_text.h>
#include <conduit/json_writer.h>

#include <yaml-cpp/yaml.h>

#include <QRegularExpression>

namespace conduit::contract {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDepthMax = 64;

/// Quotes make a text of everything.
bool isQuoted(const YAML::Node &node) { return node.Tag() == "!"; }

void writeScalar(json::Writer &out, const YAML::Node &node)
{
    static const QRegularExpression number(uR"(^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$)"_s);
    const QString text = QString::fromStdString(node.Scalar());
    if (!isQuoted(node) && (text == u"true" || text == u"false" || number.match(text).hasMatch()))
        out.raw(text.toUtf8());
    else if (!isQuoted(node) && (text == u"null" || text == u"~"))
        out.null();
    else
        out.string(text);
}

void write(json::Writer &out, const YAML::Node &node)
{
    switch (node.Type()) {
    case YAML::NodeType::Sequence:
        out.beginArray();
        for (const YAML::Node &element : node)
            write(out, element);
        out.endArray();
        break;
    case YAML::NodeType::Map:
        out.beginObject();
        for (const auto &member : node) {
            out.member(QString::fromStdString(member.first.Scalar()));
            write(out, member.second);
        }
        out.endObject();
        break;
    case YAML::NodeType::Scalar:
        writeScalar(out, node);
        break;
    case YAML::NodeType::Null:
    case YAML::NodeType::Undefined:
        out.null();
        break;
    }
}

} // namespace

Result<QByteArray, QString> jsonFromYaml(const QByteArray &yaml)
{
    json::Writer out;
    try {
        write(out, YAML::Load(yaml.toStdString()));
    } catch (const YAML::Exception &exception) {
        return QString::fromUtf8(exception.what());
    }
    QByteArray text = out.take();
    if (const auto document = json::Document::parse(text, kDepthMax); !document)
        return document.error().message;
    return text;
}

} // namespace conduit::contract
