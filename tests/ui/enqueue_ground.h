// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/scripted_transport.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/payload_form.h"
#include "ui/widgets/field_editor.h"

#include <memory>

namespace conduit::test {

[[nodiscard]] inline wire::Field fieldOf(const QString &name, wire::FieldType type, bool isRequired,
                                         const QByteArray &example = {})
{
    return {.name = name,
            .type = type,
            .required = isRequired,
            .description = QStringLiteral("About <b>%1</b>").arg(name),
            .example = example};
}

/// A type with a field of each kind.
[[nodiscard]] inline wire::Schema allTypes()
{
    using enum wire::FieldType;
    return {.taskType = QStringLiteral("all"),
            .description = QStringLiteral("All five"),
            .fields = {fieldOf(QStringLiteral("text"), String, true, "\"front page\""),
                       fieldOf(QStringLiteral("count"), Number, true), fieldOf(QStringLiteral("dry"), Boolean, false),
                       fieldOf(QStringLiteral("opts"), Object, false), fieldOf(QStringLiteral("list"), Array, false)},
            .text = "all"};
}

[[nodiscard]] inline wire::Schema imageType()
{
    return {.taskType = QStringLiteral("validate_image"),
            .description = {},
            .fields = {fieldOf(QStringLiteral("image"), wire::FieldType::String, true)},
            .text = "image"};
}

/// Of a payload: what one field has against it, and something that no field has.
inline constexpr auto kRefusal =
    "{\"error\":{\"code\":\"payload_invalid\",\"message\":\"The payload does not fit.\",\"details\":["
    "{\"pointer\":\"/count\",\"keyword\":\"type\",\"message\":\"must be at least <i>2</i>\"},"
    "{\"pointer\":\"/else~1where\",\"keyword\":\"type\",\"message\":\"unknown to the form\"}]}}";

/// The page of enqueueing on a scripted broker, timed from when it is open. It has the types `all` and `validate_image`.
class EnqueueGround
{
protected:
    void open()
    {
        m_broker = std::make_unique<ScriptedTransport>();
        m_client = std::make_unique<client::Client>(*m_broker);
        m_settings = std::make_unique<PretendSettings>();
        m_types = std::make_unique<ui::TypeModel>();
        m_types->setNames({QStringLiteral("all"), QStringLiteral("validate_image")});
        m_types->setSchema(allTypes());
        m_types->setSchema(imageType());
        m_page = std::make_unique<ui::EnqueuePage>(*m_client, QStringLiteral("http://127.0.0.1:8080"), &pretendNow, *m_types,
                                                   **m_settings);
        m_page->resize(1100, 640);
        m_page->show();
        m_page->setTypesLoaded();
        m_page->chooseType(QStringLiteral("all"));
        TimedApp::watch();
    }
    void close()
    {
        const QString slow = TimedApp::fault();
        m_page.reset();
        m_types.reset();
        m_settings.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    [[nodiscard]] QWidget *input(const QString &name) const { return m_page->form()->editor(name)->input(); }

    std::unique_ptr<ScriptedTransport> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<PretendSettings> m_settings;
    std::unique_ptr<ui::TypeModel> m_types;
    std::unique_ptr<ui::EnqueuePage> m_page;
};

} // namespace conduit::test
