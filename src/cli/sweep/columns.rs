//! How does what a sweep found become a file that a database reads?
//!
//! The same table as CSV, column by column with its type: Parquet. Neither packed nor stamped with a time, so that the
//! same sweep gives the same bytes.

#[cfg(feature = "parquet")]
pub(super) use with::parquet;
#[cfg(not(feature = "parquet"))]
pub(super) use without::parquet;

/// Whether this program writes Parquet.
pub(super) const IS_BUILT: bool = cfg!(feature = "parquet");

#[cfg(not(feature = "parquet"))]
mod without {
    use crate::lang::Lang;
    use crate::sweep::Results;

    /// Never called: what this program was built without is refused before anything is run.
    pub(in crate::cli::sweep) fn parquet(_: &Results, _: Lang) -> Vec<u8> {
        unreachable!("it is refused before")
    }
}

#[cfg(feature = "parquet")]
mod with {
    use std::sync::Arc;

    use parquet::basic::{LogicalType, Repetition, Type as Physical};
    use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int64Type};
    use parquet::errors::Result;
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
    use parquet::schema::types::{Type, TypePtr};

    use crate::lang::Lang;
    use crate::render::sweep::{TABLE, TableColumn, TableRow};
    use crate::sweep::Results;

    /// So many rows stand in one group: a reader takes one group after the other.
    const ROWS: usize = 1 << 15;

    /// What was found as Parquet.
    pub(in crate::cli::sweep) fn parquet(results: &Results, lang: Lang) -> Vec<u8> {
        written(&TableRow::all(results, lang)).expect("the columns are those of the schema, and memory takes them")
    }

    fn written(rows: &[TableRow<'_>]) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // The version of a library in the file would make it another one from day to day.
        let properties = WriterProperties::builder().set_created_by("coexist".to_owned()).build();
        let mut file = SerializedFileWriter::new(&mut bytes, schema()?, Arc::new(properties))?;
        for rows in rows.chunks(ROWS) {
            let mut group = file.next_row_group()?;
            for (_, column) in TABLE {
                match column {
                    TableColumn::Number(of) => {
                        let number = |it| i64::try_from(of(it)).unwrap_or(i64::MAX);
                        add::<Int64Type>(&mut group, rows.iter().map(number).collect())?;
                    }
                    TableColumn::Text(of) => {
                        let text = |it| ByteArray::from(of(it).into_bytes());
                        add::<ByteArrayType>(&mut group, rows.iter().map(text).collect())?;
                    }
                    TableColumn::Truth(of) => add::<BoolType>(&mut group, rows.iter().map(of).collect())?,
                }
            }
            group.close()?;
        }
        file.close()?;
        Ok(bytes)
    }

    fn schema() -> Result<TypePtr> {
        let field = |(name, column)| {
            let (physical, logical) = match column {
                TableColumn::Number(_) => (Physical::INT64, None),
                TableColumn::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                TableColumn::Truth(_) => (Physical::BOOLEAN, None),
            };
            let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::REQUIRED);
            field.with_logical_type(logical).build().map(Arc::new)
        };
        let fields = TABLE.into_iter().map(field).collect::<Result<_>>()?;
        Type::group_type_builder("sweep").with_fields(fields).build().map(Arc::new)
    }

    /// Adds the next column.
    fn add<T: DataType>(group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>, values: Vec<T::T>) -> Result<()> {
        let mut column = group.next_column()?.expect("the schema has it");
        column.typed::<T>().write_batch(&values, None, None)?;
        column.close()
    }
}
