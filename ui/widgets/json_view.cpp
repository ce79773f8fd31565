// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/json_view.h"

#include "ui/format/json_layout.h"
#include "ui/format/sizes.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/json_highlighter.h"
#include "ui/widgets/labels.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSaveFile>
#include <QToolButton>
#include <QVBoxLayout>

namespace conduit::ui {

namespace {

/// The first `size` bytes at most, without half a character at the end.
QByteArrayView headOf(QByteArrayView utf8, qsizetype size)
{
    if (utf8.size() <= size)
        return utf8;
    while (size > 0 && (static_cast<unsigned char>(utf8[size]) & 0xC0U) == 0x80U)
        --size;
    return utf8.first(size);
}

} // namespace

JsonView::JsonView(const QString &accessibleName, QWidget *parent)
    : QWidget(parent),
      m_text(new ExactText(this)),
      m_size(quietLabel({}, this)),
      m_headBar(new QWidget(this)),
      m_note(quietLabel({}, m_headBar)),
      m_loadAll(new QPushButton(tr("Load all"), m_headBar)),
      m_save(new QPushButton(tr("Save as…"), m_headBar)),
      m_indent(new QToolButton(this)),
      m_copy(new QToolButton(this))
{
    m_text->setAccessibleName(accessibleName);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_note->setWordWrap(true);
    m_indent->setText(tr("Laid out"));
    m_indent->setCheckable(true);
    m_indent->setChecked(true);
    m_indent->setAutoRaise(true);
    setPlainToolTip(m_indent, tr("One member a line, or the one line that is stored"));
    m_copy->setText(tr("Copy"));
    m_copy->setIcon(glyphIcon(Glyph::Copy));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setAutoRaise(true);
    m_copy->setAccessibleName(tr("Copy %1").arg(accessibleName));
    setPlainToolTip(m_copy, tr("Copy the stored text, byte for byte"));

    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_size, 1);
    bar->addWidget(m_indent);
    bar->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *head = new QHBoxLayout(m_headBar);
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(m_note, 1);
    head->addWidget(m_loadAll);
    head->addWidget(m_save);
    column->addLayout(bar);
    column->addWidget(m_headBar);
    column->addWidget(m_text, 1);

    connect(m_indent, &QToolButton::toggled, this, &JsonView::refresh);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_json)); });
    connect(m_loadAll, &QPushButton::clicked, this, [this] {
        m_showsAll = true;
        refresh();
    });
    connect(m_save, &QPushButton::clicked, this, &JsonView::save);
    refresh();
}

void JsonView::setJson(const QByteArray &json)
{
    if (m_json == json && !m_json.isEmpty())
        return;
    m_json = json;
    m_showsAll = false;
    m_text->setPlaceholderText({});
    refresh();
}

void JsonView::setNothing(const QString &why)
{
    m_json.clear();
    m_showsAll = false;
    m_text->setPlaceholderText(why);
    refresh();
}

QString JsonView::shownText() const { return m_text->exactText(); }

QPlainTextEdit *JsonView::editor() const { return m_text; }

void JsonView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        m_highlighter->setPalette(palette());
}

void JsonView::refresh()
{
    const auto isCut = m_json.size() > kHeadBytes && !m_showsAll;
    const auto part = isCut ? headOf(m_json, kHeadBytes) : QByteArrayView(m_json);
    const auto shown = m_indent->isChecked() ? indented(part) : part.toByteArray();

    delete std::exchange(m_highlighter, nullptr);
    m_text->setExactText(QString::fromUtf8(shown));
    if (shown.size() <= kHighlightBytesMax) {
        m_highlighter = new JsonHighlighter(m_text->document());
        m_highlighter->setPalette(palette());
    }
    m_size->setText(m_json.isEmpty() ? QString() : sizeText(m_json.size()));
    m_note->setText(isCut ? tr("The first %1").arg(sizeText(kHeadBytes)) : QString());
    m_loadAll->setVisible(isCut);
    m_headBar->setVisible(m_json.size() > kHeadBytes);
    m_indent->setEnabled(!m_json.isEmpty());
    m_copy->setEnabled(!m_json.isEmpty());
}

void JsonView::save()
{
    auto *dialog = new QFileDialog(this, tr("Save JSON"), {}, tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, json = m_json](const QString &path) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
            m_note->setText(tr("Not saved: %1").arg(file.errorString()));
        else
            m_note->setText(tr("Saved to %1").arg(path));
    });
    dialog->open();
}

} // namespace conduit::ui
